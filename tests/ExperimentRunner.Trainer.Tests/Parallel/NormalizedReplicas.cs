using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Tests.Parallel;

/// <summary>
/// ResNet18 on several ranks of one CPU with batch norm over all of them, in fp32 or in fp64, which a run does not have. A single rank has
/// libtorch's own batch norm.
/// </summary>
internal sealed class NormalizedReplicas : IDisposable
{
    private readonly RankBarrier barrier;
    private readonly RankThreads threads;
    private readonly SyncBatchNorms? norms;
    private readonly ResNet18[] models;

    public NormalizedReplicas(int ranks, ScalarType type)
    {
        barrier = new RankBarrier(ranks);
        threads = new RankThreads(ranks, barrier, _ => set_num_threads(1));
        norms = ranks == 1 ? null : new SyncBatchNorms(ComputeDevices.Take(Backend.Cpu, ranks, threadsPerDevice: 1), barrier, new SingleProcess());
        models = [.. Enumerable.Range(0, ranks).Select(rank => Create(type, norms is null ? null : norms[rank].Forward))];
    }

    /// <summary>Deals N images out to the ranks, sums the ranks' gradients of the mean loss and goes down them.</summary>
    /// <returns>The gradients, one parameter after the other.</returns>
    public double[] Step(Tensor x_NCHW, Tensor y_N, double rate)
    {
        threads.Run(rank => AddGradients(rank, x_NCHW, y_N));
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        Tensor[] gradients = [.. Enumerable.Range(0, models[0].parameters().Count()).Select(SumGradients)];
        foreach (ResNet18 model in models)
        {
            foreach ((Tensor parameter, Tensor gradient) in model.parameters().Zip(gradients))
            {
                parameter.sub_(gradient * rate);
            }
        }

        return Numbers(gradients);
    }

    /// <summary>Parameters of rank 0, one after the other.</summary>
    public double[] Parameters()
    {
        using var scope = NewDisposeScope();
        return Numbers(models[0].parameters());
    }

    /// <summary>Running means and variances of a rank, one after the other.</summary>
    public double[] RunningStatistics(int rank)
    {
        using var scope = NewDisposeScope();
        return Numbers(models[rank].buffers().Where(buffer => buffer.is_floating_point()));
    }

    public void Dispose()
    {
        threads.Dispose();
        Array.ForEach(models, model => model.Dispose());
        norms?.Dispose();
        barrier.Dispose();
    }

    private static ResNet18 Create(ScalarType type, Normalization? normalize)
    {
        random.manual_seed(4);
        var model = new ResNet18(classes: 3, width: 4, Stem.Cifar, normalize: normalize);
        model.to(type);
        return model;
    }

    private void AddGradients(int rank, Tensor x_NCHW, Tensor y_N)
    {
        using var scope = NewDisposeScope();
        int images = (int)x_NCHW.shape[0];
        int start = StepSlices.Cut(images, models.Length, rank);
        int count = StepSlices.Cut(images, models.Length, rank + 1) - start;
        models[rank].zero_grad();
        Tensor scores_NK = models[rank].forward(x_NCHW.narrow(0, start, count));
        (functional.cross_entropy(scores_NK, y_N.narrow(0, start, count), reduction: Reduction.Sum) / images).backward();
    }

    private Tensor SumGradients(int parameter)
    {
        Tensor sum = models[0].parameters().ElementAt(parameter).grad!.clone();
        foreach (ResNet18 model in models.Skip(1))
        {
            sum.add_(model.parameters().ElementAt(parameter).grad!);
        }

        return sum;
    }

    private static double[] Numbers(IEnumerable<Tensor> tensors) =>
        [.. cat([.. tensors.Select(tensor => tensor.detach().reshape(-1).to(ScalarType.Float64))]).data<double>()];
}
