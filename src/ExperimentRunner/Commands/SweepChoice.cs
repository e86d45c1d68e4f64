using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary>The sweep that a request is about: a new one, or one to go on with.</summary>
internal sealed record SweepChoice(SweepPaths Paths, SweepPlan Plan)
{
    /// <summary>Null after all faults of the matrix were printed.</summary>
    /// <exception cref="UserFaultException">The sweep to go on with is not there, or is of another matrix.</exception>
    public static async Task<SweepChoice?> OfAsync(SweepRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        var store = new SweepStore(request.Artifacts.Sweeps);
        if (request is { Resume: true, SweepId: { } id })
        {
            (SweepPaths paths, SweepPlan plan) = store.Open(id);
            return new SweepChoice(paths, plan);
        }

        PlannedMatrix? planned = await PlannedMatrix.ReadAsync(request.Matrix, request.Overrides, Console.Error, time, cancellationToken);
        if (planned is null)
        {
            return null;
        }

        return request.Resume ? Newest(store, planned.Plan, request.Matrix) : await NewAsync(store, planned.Plan, request, cancellationToken);
    }

    private static SweepChoice Newest(SweepStore store, SweepPlan planned, string matrix)
    {
        (SweepPaths paths, SweepPlan plan) = store.OpenNewest(planned.Name);
        return plan.MatrixHash == planned.MatrixHash
            ? new SweepChoice(paths, plan with { Limits = planned.Limits, Timing = planned.Timing, Slurm = planned.Slurm })
            : throw new UserFaultException(
                $"{matrix} (with its --set) is not what sweep {plan.SweepId} was started with. Leave out --resume to start a new sweep, or give --sweep={plan.SweepId} to finish that one as it was.");
    }

    private static async Task<SweepChoice> NewAsync(SweepStore store, SweepPlan planned, SweepRequest request, CancellationToken cancellationToken)
    {
        SweepPlan plan = planned with { SweepId = FreeId(store, planned.SweepId) };
        string matrixText = await File.ReadAllTextAsync(request.Matrix, cancellationToken);
        string startedWith = string.Concat(request.Overrides.Select(setting => $"# started with --set={setting}\n"));
        return new SweepChoice(store.Create(plan, startedWith + matrixText, await MachineProbe.DescribeAsync(cancellationToken)), plan);
    }

    private static string FreeId(SweepStore store, string wanted) =>
        Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? wanted : $"{wanted}-{n}").First(id => !store.Contains(id));
}
