using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Finds or makes the experiment in which all sweeps of one matrix stand: that of the run of MLFLOW_RUN_ID, else that of MLFLOW_EXPERIMENT_NAME, else one with the matrix's name.</summary>
internal sealed class ExperimentFinder(MlflowClient client)
{
    public async Task<string> FindOrMakeAsync(string matrix, CancellationToken cancellationToken)
    {
        if (await new NamedRun(client).FindAsync(cancellationToken).ConfigureAwait(false) is { } run)
        {
            return run.Info.ExperimentId;
        }

        string name = client.Destination.ExperimentName ?? matrix;
        return await FindAsync(name, cancellationToken).ConfigureAwait(false) ?? await MakeAsync(name, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        MlflowExperiment? experiment = await client.FindExperimentAsync(name, cancellationToken).ConfigureAwait(false);
        return experiment is { IsDeleted: true }
            ? throw new TrackingConflictException(
                $"Experiment '{name}' was deleted on {client.Server}, and its name stays taken. Restore it " +
                $"(`mlflow experiments restore --experiment-id {experiment.ExperimentId}`), delete it for good (`mlflow gc`), or rename the matrix.")
            : experiment?.ExperimentId;
    }

    private async Task<string> MakeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.CreateExperimentAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException exception) when (exception.ErrorCode == MlflowException.AlreadyExists)
        {
            // Somebody else made it just now.
            return await FindAsync(name, cancellationToken).ConfigureAwait(false) ?? throw new TrackingConflictException($"Experiment '{name}' comes and goes on {client.Server}.");
        }
    }
}
