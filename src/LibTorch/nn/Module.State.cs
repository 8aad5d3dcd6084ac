using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Names and tensors (not copies) of all parameters and persistent buffers.</summary>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= new(StringComparer.Ordinal);
                var before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";

                foreach (var (key, parameter) in named_parameters())
                    destination.TryAdd(before + key, parameter);
                foreach (var (key, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(before + key, buffer);
                // Again per child: a shared tensor is listed under each of its names.
                foreach (var (key, child) in _internal_submodules)
                    child.state_dict(destination, before + key);
                return destination;
            }

            /// <summary>Copies values in by name; strict demands equal sets of names, but for those to skip.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                skip ??= [];
                var destination = state_dict();
                var missing = destination.Keys.Where(key => !source.ContainsKey(key)).Except(skip, StringComparer.Ordinal).ToList();
                var unexpected = source.Keys.Where(key => !destination.ContainsKey(key)).Except(skip, StringComparer.Ordinal).ToList();

                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");

                using var frozen = no_grad();
                foreach (var (key, value) in source)
                {
                    if (!skip.Contains(key) && destination.TryGetValue(key, out var target))
                        target.copy_(value);
                }

                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Saves to a stream, which is closed.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>
            /// TorchSharp's own format: the number of entries (LEB128), then for each its name (BinaryWriter string) and its
            /// tensor (see <see cref="TensorFormat"/>).
            /// </summary>
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                TensorFormat.WriteCount(writer, entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    TensorFormat.Write(writer, tensor);
                }
            }

            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Loads from a stream, which is closed.</summary>
            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads what <see cref="save(BinaryWriter, IList{string})"/> wrote.</summary>
            /// <param name="reader">Where to read.</param>
            /// <param name="strict">Refuse another number of entries and unknown names.</param>
            /// <param name="skip">Names whose values are read but not taken.</param>
            /// <param name="loadedParameters">Receives every name in the file, and whether this module has it.</param>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                skip ??= [];
                var sd = state_dict();
                var count = TensorFormat.ReadCount(reader);
                if (strict && count != sd.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {sd.Count}, but found {count} entries.", nameof(reader));

                for (long i = 0; i < count; i++)
                {
                    var key = reader.ReadString();
                    var found = sd.TryGetValue(key, out var target);
                    if (strict && !found)
                        throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'", nameof(reader));

                    if (found && !skip.Contains(key))
                        TensorFormat.ReadInto(reader, target!);
                    else
                        TensorFormat.Skip(reader);
                    loadedParameters?.Add(key, found);
                }

                return this;
            }

            /// <summary>Makes a module of type <typeparamref name="T"/> and loads its state from a file.</summary>
            public static Module Create<T>(string path)
                where T : Module, new()
                => new T().load(path);
        }
    }
}
