using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MiDsl.Samples.Tests;

/// <summary>Chromium without a window: what a page's DOM is once its scripts have run.</summary>
internal static class Browser
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--allow-file-access-from-files", "--virtual-time-budget=20000", "--dump-dom",
    ];

    /// <summary>The DOM as text.</summary>
    /// <param name="file">An HTML file.</param>
    /// <param name="dark">The scheme that the reader prefers.</param>
    public static async Task<string> DomOf(string file, bool dark = false)
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("midsl-browser");
        try
        {
            ProcessStartInfo start = new("chromium", [.. Arguments, $"--user-data-dir={profile.FullName}", $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", new Uri(file).AbsoluteUri])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process chromium = Start(start);
            Task<string> dom = chromium.StandardOutput.ReadToEndAsync(), complaints = chromium.StandardError.ReadToEndAsync();
            try
            {
                await chromium.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                chromium.Kill(entireProcessTree: true);
                throw;
            }

            return chromium.ExitCode == 0 ? await dom : throw new InvalidOperationException($"chromium ended with {chromium.ExitCode}: {await complaints}");
        }
        finally
        {
            profile.Delete(recursive: true);
        }
    }

    /// <summary>The data- attributes of the first element that begins so, without their prefix.</summary>
    public static Dictionary<string, string> DataOf(string dom, string element) => AllDataOf(dom, element)[0];

    /// <summary>The data- attributes of every element that begins so, e.g. <c>div class="chart</c>.</summary>
    public static Dictionary<string, string>[] AllDataOf(string dom, string element) =>
    [
        .. Regex.Matches(dom, $"<{element}[^>]*>", RegexOptions.NonBacktracking).Select(tag =>
            Regex.Matches(tag.Value, "data-(?<name>[a-z]+)=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)
                .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal)),
    ];

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need Chromium as 'chromium' on the path: apt-get install chromium, or ./build.sh test.", e);
        }
    }
}
