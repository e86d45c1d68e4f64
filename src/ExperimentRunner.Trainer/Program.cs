using ExperimentRunner.Trainer;

return TrainerCommandLine.Create().Parse(args).Invoke();
