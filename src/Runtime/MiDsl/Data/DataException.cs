using System;

namespace MiDsl;

/// <summary>
/// Data that cannot be used. The message names the value, file, line (counted from 1) and column, and the mend.
/// </summary>
public sealed class DataException : Exception
{
    /// <summary>Data that cannot be used.</summary>
    public DataException()
        : this("The data cannot be used.")
    {
    }

    /// <summary>Data that cannot be used.</summary>
    /// <param name="message">What is wrong where, and the mend.</param>
    public DataException(string message)
        : base(message)
    {
    }

    /// <summary>Data that cannot be used.</summary>
    /// <param name="message">What is wrong where, and the mend.</param>
    /// <param name="innerException">The cause.</param>
    public DataException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
