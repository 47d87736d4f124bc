// Two machines at a time: an installation mostly waits, and the build machine has two cores.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
