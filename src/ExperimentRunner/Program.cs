using ExperimentRunner.Commands;

return await RunnerCommandLine.RunAsync(args);
