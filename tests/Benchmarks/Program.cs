using Benchmarks;

return await BenchCommandLine.Create().Parse(args).InvokeAsync();
