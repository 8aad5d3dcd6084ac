using System;

namespace MiDsl.Testing;

/// <summary>An expectation that failed. The message is all that a person needs to see.</summary>
public sealed class HarnessException(string message) : Exception(message);
