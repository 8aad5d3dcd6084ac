using Xunit;

// Torch's random state, gradient mode and dispose scopes are global or bound to a thread.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
