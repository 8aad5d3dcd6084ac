using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What all optimizers share: groups, states by parameter, and their saving.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = new();
    protected OrderedDict<IntPtr, OptimizerState> _state = [];

    public OptimizerHelper()
    {
    }

    public override void zero_grad()
    {
        foreach (var p in parameters())
        {
            using var grad = p.grad;
            grad?.zero_();
        }
    }

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    public override void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

    public virtual StateDictionary state_dict()
    {
        var dict = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            dict.Options.Add(group.Options);
            var positions = new List<int>();
            foreach (var p in group.Parameters)
            {
                positions.Add(dict.State.Count);
                dict.State.Add(_state[p.Handle]);
            }

            dict.StateIndexRef.Add(positions);
        }

        return dict;
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        ArgumentNullException.ThrowIfNull(state_dict);
        var own = this.state_dict();
        RequireEqualCounts(own, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (target, source) in own.Options.Zip(state_dict.Options).Where(pair => pair.First != pair.Second))
            target.LoadStateDict(source);
        foreach (var (target, source) in own.State.Zip(state_dict.State).Where(pair => pair.First != pair.Second))
            target.LoadStateDict(source);
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>
    /// TorchSharp's own format: the optimizer's type name, the numbers of groups and of states (LEB128), then the options and
    /// the states in order, each as its class writes itself.
    /// </summary>
    public void save_state_dict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var dict = state_dict();
        writer.Write(GetType().Name);
        TensorFormat.WriteCount(writer, dict.Options.Count);
        TensorFormat.WriteCount(writer, dict.State.Count);
        foreach (var options in dict.Options)
            options.SaveStateDict(writer);
        foreach (var state in dict.State)
            state.SaveStateDict(writer);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void load_state_dict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var type = reader.ReadString();
        if (!string.Equals(type, GetType().Name, StringComparison.Ordinal))
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{type}' in the loaded stream.");

        var own = state_dict();
        RequireEqualCounts(own, TensorFormat.ReadCount(reader), TensorFormat.ReadCount(reader));
        foreach (var options in own.Options)
            options.LoadStateDict(reader);
        foreach (var state in own.State)
            state.LoadStateDict(reader);
    }

    public void to(Device device)
    {
        foreach (var p in parameters())
            _state[p.Handle].to(device);
    }

    /// <summary>Runs the closure with gradients, then the body for each group without; a scope disposes of what the body leaves.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
        => Run<T>(
            group =>
            {
                using var scope = NewDisposeScope();
                body(group);
            },
            loss_closure);

    /// <summary>As <see cref="_step"/>, for bodies that dispose of everything themselves: a scope costs as much as two operators.</summary>
    private protected Tensor Run<T>(Action<T> body, Func<Tensor>? closure)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using var tracked = enable_grad();
            loss = closure();
        }

        using var frozen = no_grad();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss!;
    }

    private protected override void DisposeStates()
    {
        foreach (var (_, state) in _state)
            (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    /// <summary>Adds a group whose options are complete, and makes the states of its parameters.</summary>
    private protected void Register(ParamGroup group, Func<Parameter, OptimizerState> newState)
    {
        group.Options.InitialLearningRate = group.Options.LearningRate!.Value;
        // Walked at each step: a lazy sequence, such as module.parameters(), would be walked through its modules every time.
        group.Parameters = group.Parameters as Parameter[] ?? [.. group.Parameters];
        _parameter_groups.Add(group);
        foreach (var p in group.Parameters)
        {
            var state = newState(p);
            _state[p.Handle] = state;
            state.Initialize(group.Options);
        }
    }

    private protected static void RejectIf(bool invalid, string option)
    {
        if (invalid)
            throw new ArgumentException($"Invalid {option}.", option);
    }

    private static void RequireEqualCounts(StateDictionary own, long options, long states)
    {
        if (options != own.Options.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.", nameof(options));
        if (states != own.State.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of states.", nameof(states));
    }
}
