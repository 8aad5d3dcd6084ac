using System;
using System.Linq;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using MiDsl.Analyzers;
using MiDsl.Testing;

namespace MiDsl.CodeFixes.Tests;

internal static class Fixes
{
    /// <summary>All analyzers and all fixes that are shipped.</summary>
    public static CodeFixRun Run() => new(
        [.. All<DiagnosticAnalyzer>(typeof(EstimatorAnalyzer))],
        [.. All<CodeFixProvider>(typeof(MendFixProvider))]);

    private static T[] All<T>(Type beside) =>
        [.. beside.Assembly.GetTypes().Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract).Select(type => (T)Activator.CreateInstance(type)!)];
}
