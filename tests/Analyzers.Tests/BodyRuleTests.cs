using System;
using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>Samplers, transitions, networks and larger losses: MIDSL006, 008, 009, 018, 020 and 021.</summary>
public sealed class BodyRuleTests
{
    private const string Usings = "using System; using MiDsl; using TorchSharp; using static TorchSharp.torch;\n";
    private const string Known = "[Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2)] public partial class A { ";

    private static readonly AnalyzerRun Run = new(AllAnalyzers.Make());

    [Theory]
    [InlineData("{ Tensor x = randn(n, 2); return (x, (x + 1)[{|MIDSL008:randperm(n)|}]); }", "'Draw' puts the rows of Y in a random order of their own, so that a row of X no longer meets its Y: the pairs come from p(x) p(y), and chains that start at the paired value start elsewhere; draw both by one order, e.g. 'Tensor order = randperm(n); return (x[order], y[order]);', negatives are made from the pairs by themselves")]
    [InlineData("{ Tensor x = randn(n, 2); var order = randperm(n); return (x.index_select(0, {|MIDSL008:order|}), x); }", null)]
    [InlineData("{ Tensor x = randn(n, 2); var order = randperm(n); return (x[order], x[order]); }", null)]
    [InlineData("{ Tensor x = randn(n, 2)[randperm(n)]; return (x, x); }", null)]
    [InlineData("=> (randn(n, 2), randn(n, 2));", null)]
    [InlineData("=> Other(n); static (Tensor, Tensor) Other(long n) => (randn(n, 2), randn(n, 2)[randperm(n)]);", null)]
    public Task Pairs(string body, string? message) => Verify($"[Estimator(Bound.InfoNce)] public partial class A {{ [Joint(X = 2, Y = 2)] static (Tensor X, Tensor Y) Draw(long n, Generator generator) {body} }}", message);

    [Theory]
    [InlineData("double step = 0.1; [Transition] Tensor Move(Tensor x, Tensor y, double b, Generator g) { var moved = y + step * randn(2); {|MIDSL009:step *= 1.02|}; return moved; }", "'Move' changes 'step', which steers its next moves: a kernel that adapts while the bound is computed leaves nothing invariant, and the number is no bound; tune it beforehand on other pairs and keep it, or drop [Transition] for Hamiltonian Monte Carlo, whose steps are tuned in a round of their own and frozen")]
    [InlineData("static Tensor scale = ones(2); [Transition] Tensor Move(Tensor x, Tensor y, double b, Generator g) { {|MIDSL009:scale = scale * 0.9|}; return y * scale; }", null)]
    [InlineData("float Step { get; set; } [Transition] Tensor Move(Tensor x, Tensor y, double b, Generator g) { if (b > 0) {|MIDSL009:Step = 1|}; return y * Step; }", null)]
    [InlineData("int calls; [Transition] Tensor Move(Tensor x, Tensor y, double b, Generator g) { calls++; return calls > 0 ? y : y; }", null)]
    [InlineData("Tensor? kept; [Transition] Tensor Move(Tensor x, Tensor y, double b, Generator g) { kept ??= ones(2); return y * kept; }", null)]
    [InlineData("double moved; [Transition] Tensor Move(Tensor x, Tensor y, double b, Generator g) { moved += b; return y; }", null)]
    [InlineData("double step = 0.1; [Transition] Tensor Move(Tensor x, Tensor y, double b, Generator g) { double own = step; own *= 2; return y * own; } void Tune() => step = 2;", null)]
    public Task Transitions(string member, string? message) => Verify(Known + "[Conditional(Dim = 2)] static distributions.Distribution P(Tensor y) => distributions.Normal(y, ones(2)); " + member + " }", message);

    [Theory]
    [InlineData("(loss - 0.1 * {|MIDSL018:kept.Objective(x, y)|}).backward();", "this loss raises the information of 'Kept', whose gradient has no bound and can outgrow that of the rest; declare [GradientClipping(Clip.Adaptive)] on it and call BackwardInto(network, mainLoss, term) in place of backward(), which scales the term's gradient to at most that of the main loss")]
    [InlineData("(-{|MIDSL018:kept.Objective(x, y)|}).backward();", null)]
    [InlineData("Tensor term = {|MIDSL018:kept.Objective(x, y)|}; (loss - term).backward();", null)]
    [InlineData("Tensor term = -0.1 * {|MIDSL018:kept.Objective(x, y)|}; (loss + term).backward();", null)]
    [InlineData("Tensor term = -{|MIDSL018:kept.Objective(x, y)|}; Tensor all = loss + term; all.backward();", null)]
    [InlineData("loss -= {|MIDSL018:kept.Objective(x, y)|}; loss.backward();", null)]
    [InlineData("(loss + kept.Objective(x, y)).backward();", null)]
    [InlineData("(loss - -kept.Objective(x, y)).backward();", null)]
    [InlineData("(loss - kept.Objective(x, y)).backward(); nn.utils.clip_grad_norm_(net.parameters(), 1);", null)]
    [InlineData("kept.BackwardInto(net, loss, -kept.Objective(x, y));", null)]
    [InlineData("Console.WriteLine(-kept.Objective(x, y));", null)]
    [InlineData("loss.backward();", null)]
    public Task Larger_losses(string body, string? message) => new AnalyzerRun(new LargerLossAnalyzer()).Verify(
        Usings + "[Estimator(Bound.DonskerVaradhan), Joint] public partial class Kept { public Tensor Objective(Tensor x, Tensor y) => x; public void BackwardInto(nn.Module shared, Tensor main, Tensor term) { } }"
        + $" public static class P {{ static void M(Kept kept, nn.Module net, Tensor loss, Tensor x, Tensor y) {{ {body} }} }}",
        message is null ? [] : [message]);

    [Theory]
    [InlineData("readonly nn.Module<Tensor, Tensor> net = nn.Sequential(nn.Linear(2, 8), nn.Dropout(0.1), nn.Linear(8, 2));", "'net' holds Dropout, which in train mode makes 'P' depend on chance, so it is not one density; call net.eval() where it is made")]
    [InlineData("readonly nn.Module<Tensor, Tensor> net = nn.Sequential((\"a\", nn.Linear(2, 2)), (\"b\", nn.BatchNorm1d(2)));", "'net' holds BatchNorm1d, which in train mode makes 'P' depend on the other rows of a batch, so it is not one density; call net.eval() where it is made")]
    [InlineData("readonly nn.Module<Tensor, Tensor> net; public A() { net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.1)); }", null)]
    [InlineData("nn.Module<Tensor, Tensor> net { get; } = new Own(); sealed class Own() : nn.Module<Tensor, Tensor>(\"own\") { readonly TorchSharp.Modules.Dropout drop = nn.Dropout(0.1); public override Tensor forward(Tensor x) => drop.call(x); }", null)]
    public Task Networks_in_train_mode(string network, string? message) => Verify(
        Known + network + " [Conditional(Dim = 2)] distributions.Distribution P(Tensor y) => distributions.Normal({|MIDSL020:net|}.call(y), ones(2)); }", message);

    [Theory]
    [InlineData("readonly nn.Module<Tensor, Tensor> net = nn.Sequential(nn.Linear(2, 8), nn.Dropout(0.1)); public A() => net.eval();")]
    [InlineData("readonly nn.Module<Tensor, Tensor> net; public A() { net = nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)); net.train(false); }")]
    [InlineData("readonly nn.Module<Tensor, Tensor> net = nn.Sequential(nn.Linear(2, 8), nn.LayerNorm(8), nn.Linear(8, 2));")]
    [InlineData("readonly nn.Module<Tensor, Tensor> net; public A(nn.Module<Tensor, Tensor> net) => this.net = net;")]
    public Task Networks_that_score(string network) => Verify(Known + network + " [Conditional(Dim = 2)] distributions.Distribution P(Tensor y) => distributions.Normal(net.call(y), ones(2)); }", null);

    [Theory]
    [InlineData("{|MIDSL020:nn.functional.dropout(y, 0.1, true)|}", "'dropout' in train mode makes 'P' depend on chance, so it is not one density; pass training: false, or leave it out")]
    [InlineData("nn.functional.dropout(y, 0.1, false)", null)]
    public Task Functions_in_train_mode(string mean, string? message) => Verify(Known + $"[Conditional(Dim = 2)] static distributions.Distribution P(Tensor y) => distributions.Normal({mean}, ones(2)); }}", message);

    [Theory]
    [InlineData("=> {|MIDSL021:net.call(cat([x, y], 1)).squeeze(1).sigmoid()|};", "sigmoid keeps the score of 'Score' within a fixed range, and the optimal critic is a log density ratio, which has none: the bound then stops at what the range allows, whatever the information; leave the last layer linear, or multiply by a learned scale")]
    [InlineData("=> {|MIDSL021:torch.tanh(net.call(cat([x, y], 1)))|}.squeeze(1);", null)]
    [InlineData("{ using var scope = NewDisposeScope(); var f = {|MIDSL021:nn.functional.tanh(net.call(cat([x, y], 1)))|}; return f.flatten().MoveToOuterDisposeScope(); }", null)]
    [InlineData("=> 5 * net.call(cat([x, y], 1)).squeeze(1).tanh();", null)]
    [InlineData("=> net.call(cat([x, y], 1).tanh()).squeeze(1);", null)]
    [InlineData("=> (net.call(x).sigmoid() * y).sum(1);", null)]
    [InlineData("=> {|MIDSL006:net.call(cat([x, y], 1)).squeeze(1).detach()|};", "'detach' cuts the gradient in the weights, and no other way is left in 'Score.forward': nothing would be learned; let it through")]
    [InlineData("{ using ({|MIDSL006:no_grad()|}) { return net.call(cat([x, y], 1)).squeeze(1); } }", null)]
    [InlineData("=> net.call(cat([x.detach(), y.detach()], 1)).squeeze(1);", null)]
    [InlineData("=> net.call(cat([x, y], 1)).squeeze(1) + net.call(cat([x, y], 1)).squeeze(1).detach();", null)]
    public Task Critics(string body, string? message) => Verify(Critic("nn.Linear(4, 1)", $"public override Tensor forward(Tensor x, Tensor y) {body}"), message);

    [Theory]
    [InlineData("nn.Sequential(nn.Linear(4, 1), {|MIDSL021:nn.Sigmoid()|})", "the last layer of 'net' keeps the score of 'Score' within a fixed range, and the optimal critic is a log density ratio, which has none: the bound then stops at what the range allows, whatever the information; leave the last layer linear, or multiply by a learned scale")]
    [InlineData("nn.Sequential((\"a\", nn.Linear(4, 1)), (\"b\", {|MIDSL021:nn.Tanh()|}))", null)]
    [InlineData("nn.Sequential(nn.Linear(4, 4), nn.Tanh(), nn.Linear(4, 1))", null)]
    public Task Last_layers(string network, string? message) => Verify(Critic(network, "public override Tensor forward(Tensor x, Tensor y) => net.call(cat([x, y], 1)).squeeze(1);"), message);

    [Fact]
    public Task A_network_that_no_critic_makes() => Verify(Critic("nn.Linear(4, 1)", "public override Tensor forward(Tensor x, Tensor y) => net.call(cat([x, y], 1)).sigmoid();").Replace("[Critic]", "", StringComparison.Ordinal), null);

    [Fact]
    public Task The_variable_that_chains_of_MineAis_move() => Verify(
        Critic("nn.Linear(4, 1)", "public override Tensor forward(Tensor x, Tensor y) => net.call(cat([x, {|MIDSL006:y.detach()|}], 1)).squeeze(1);").Replace("Estimator(Bound.InfoNce), Joint", "Estimator(Bound.MineAis), Marginal(Variable.Y, Dim = 2), Joint(X = 2, Y = 2)", StringComparison.Ordinal),
        "'detach' cuts the gradient in y, and no other way is left in 'Score.forward': the chains of MINE-AIS move along it; let it through");

    [Theory]
    [InlineData("=> ;")]
    [InlineData("{ return net.call(.sigmoid(); }")]
    [InlineData("")]
    public Task Broken_code(string body) => Run.AssertNoException(Usings + Critic("nn.Sequential(,", $"public override Tensor forward(Tensor x, Tensor y) {body}"));

    private static string Critic(string network, string forward) =>
        "[Estimator(Bound.InfoNce), Joint] public partial class A { [Critic] nn.Module<Tensor, Tensor, Tensor> Network() => new Score(); }"
        + UserProject.FileBreak + Usings
        + $"public sealed class Score() : nn.Module<Tensor, Tensor, Tensor>(\"score\") {{ readonly nn.Module<Tensor, Tensor> net = {network}; {forward} }}";

    private static Task Verify(string source, string? message) => Run.Verify(Usings + source, message is null ? [] : [message]);
}
