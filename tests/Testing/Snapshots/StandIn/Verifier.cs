using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>
/// Stands in for Verify.Xunit where that package does not restore, with its call signatures: a test's source is the same
/// for both. Snapshots lie beside the test, <c>Class.Method[_parameters].verified.cs</c>.
/// </summary>
public static class Verifier
{
    /// <summary>Compares a text with its snapshot when the result is awaited.</summary>
    /// <param name="target">The text.</param>
    /// <param name="extension">The extension of the snapshot, without a dot.</param>
    /// <param name="sourceFile">The test's file; its name is taken for that of the class.</param>
    /// <param name="method">The test method. Verify finds it otherwise.</param>
    public static SettingsTask Verify(
        string target,
        string extension,
        [CallerFilePath] string sourceFile = "",
        [CallerMemberName] string method = "") =>
        new(target, extension, sourceFile, method);
}
