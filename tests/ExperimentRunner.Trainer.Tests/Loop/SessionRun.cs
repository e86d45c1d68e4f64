using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Loop;

/// <summary>A training session as a run has it, step by step.</summary>
internal sealed class SessionRun : IDisposable
{
    private readonly RunSpec spec;
    private readonly AgreedStop stop;
    private readonly TrainingSession session;

    public SessionRun(RunSpec spec)
    {
        this.spec = spec;
        var devices = ComputeDevices.Take(spec.Backend, spec.Devices, spec.ThreadsPerDevice);
        Dataset data = DatasetLoader.Load(spec.Data, spec.Seed, threads: 1, CancellationToken.None);
        var processes = new SingleProcess();
        stop = new AgreedStop(processes, CancellationToken.None);
        session = new TrainingSession(spec, data, devices, ComputePrecision.Choose(spec.Amp, devices), processes, stop, TimeProvider.System);
    }

    public TrainingSession Session => session;

    public ReplicaSet Replicas => session.Replicas;

    /// <summary>Trains all epochs.</summary>
    /// <param name="afterStep">Called between steps.</param>
    public IReadOnlyList<StepRecord> Train(Action? afterStep = null)
    {
        var records = new List<StepRecord>();
        for (int epoch = 1; epoch <= spec.Train.Epochs; epoch++)
        {
            session.BeginEpoch(epoch);
            for (int i = 0; i < session.Steps.StepsPerEpoch; i++)
            {
                records.Add(session.Step(records.Count, CancellationToken.None));
                afterStep?.Invoke();
            }
        }

        return records;
    }

    public EvaluationResult Evaluate() => session.Evaluate(keeper: null, () => { }, CancellationToken.None);

    /// <summary>All parameters of a replica, in the order of its buffer.</summary>
    public float[] Parameters(int rank = 0)
    {
        using Tensor host = Replicas[rank].Parameters.clone();
        return [.. host.data<float>()];
    }

    /// <summary>Running means and variances of a replica, one after the other.</summary>
    public float[] RunningStatistics(int rank)
    {
        using var scope = NewDisposeScope();
        return [.. cat([.. Replicas[rank].Module.buffers().Where(buffer => buffer.is_floating_point()).Select(buffer => buffer.reshape(-1))]).data<float>()];
    }

    public void Dispose()
    {
        session.Dispose();
        stop.Dispose();
    }

    /// <summary>Sums of the losses of all steps of a run of its own.</summary>
    public static IReadOnlyList<double> Losses(RunSpec spec)
    {
        using var run = new SessionRun(spec);
        return [.. run.Train().Select(step => step.LossSum)];
    }

    /// <summary>Norm of the difference to other numbers, relative to the norm of these.</summary>
    public static double Difference(float[] expected, float[] actual) =>
        Math.Sqrt(expected.Zip(actual, (a, b) => Math.Pow((double)a - b, 2)).Sum() / expected.Sum(value => (double)value * value));
}
