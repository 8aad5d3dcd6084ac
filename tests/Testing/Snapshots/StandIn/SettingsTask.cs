using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using MiDsl.Testing;

namespace VerifyXunit;

/// <summary>A comparison that runs when it is awaited, named as Verify names it.</summary>
public sealed class SettingsTask
{
    private readonly string target;
    private readonly string extension;
    private readonly string directory;
    private string typeName;
    private string methodName;
    private string parameters = string.Empty;

    internal SettingsTask(string target, string extension, string sourceFile, string method)
    {
        (this.target, this.extension, methodName) = (target, extension, method);
        directory = Path.GetDirectoryName(sourceFile)!;
        typeName = Path.GetFileNameWithoutExtension(sourceFile);
    }

    /// <summary>Tells the cases of a theory apart.</summary>
    public SettingsTask UseTextForParameters(string text)
    {
        parameters = "_" + text;
        return this;
    }

    /// <summary>Another name than the class's.</summary>
    public SettingsTask UseTypeName(string name)
    {
        typeName = name;
        return this;
    }

    /// <summary>Another name than the method's.</summary>
    public SettingsTask UseMethodName(string name)
    {
        methodName = name;
        return this;
    }

    /// <summary>The comparison as a task.</summary>
    public Task ToTask()
    {
        try
        {
            Snapshot.FromEnvironment().Compare(target, Path.Combine(directory, $"{typeName}.{methodName}{parameters}"), extension);
            return Task.CompletedTask;
        }
        catch (HarnessException difference)
        {
            return Task.FromException(difference);
        }
    }

    /// <summary>Awaits the comparison.</summary>
    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>A test may return it as its task.</summary>
    public static implicit operator Task(SettingsTask settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.ToTask();
    }
}
