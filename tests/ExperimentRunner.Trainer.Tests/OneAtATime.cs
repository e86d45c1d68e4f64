// libtorch draws weights from one generator for the whole process, so tests that seed it must not run beside others that draw.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
