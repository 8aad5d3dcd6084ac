using Xunit;

// Default generator, thread count, default type and dispose statistics belong to the process or the thread.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
