using ExperimentRunner.Trainer;

return TrainerCommandLine.Run(args);
