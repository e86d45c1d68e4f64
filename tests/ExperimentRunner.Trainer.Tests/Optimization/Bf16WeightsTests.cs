using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class Bf16WeightsTests
{
    [Theory]
    [InlineData(1, MemoryFormat.ChannelsLast)]
    [InlineData(2, MemoryFormat.ChannelsLast)]
    [InlineData(3, MemoryFormat.Contiguous)]
    public void Training_is_bit_for_bit_that_of_weights_which_autocast_casts(int devices, MemoryFormat format)
    {
        using var casting = new Run(devices, format, computesInBf16: false);
        using var copied = new Run(devices, format, computesInBf16: true);

        float[] expected = casting.Train(steps: 4);
        float[] actual = copied.Train(steps: 4);

        Assert.Equal(expected, actual);
        Assert.NotEqual(expected, casting.Train(steps: 1));
    }

    [Fact]
    public void Weights_are_in_bf16_for_computing_and_in_fp32_where_asked()
    {
        using var run = new Run(devices: 2, MemoryFormat.ChannelsLast, computesInBf16: true);
        float[] trained = run.Train(steps: 1);

        Assert.All(run.Replicas, replica => Assert.All(replica.ParameterList, parameter =>
            Assert.Equal(parameter.dim() > 1 ? ScalarType.BFloat16 : ScalarType.Float32, parameter.dtype)));
        run.Replicas[1].InFp32(module => Assert.Equal(trained.Order(), Values(module.parameters()).Order()));
        Assert.Contains(run.Replicas[1].ParameterList, parameter => parameter.dtype == ScalarType.BFloat16);
    }

    [Fact]
    public void The_moving_average_is_what_replicas_compute_with_while_it_is_swapped_in()
    {
        using var run = new Run(devices: 2, MemoryFormat.ChannelsLast, computesInBf16: true, emaDecay: 0.9);
        run.Train(steps: 3);
        float[] trained = Weights(run);

        run.Swap();
        Assert.NotEqual(trained, Weights(run));
        Assert.Equal(Rounded(run), Weights(run));

        run.Swap();
        Assert.Equal(trained, Weights(run));
    }

    [Fact]
    public void Parameters_that_were_changed_from_outside_count_once_they_are_rounded()
    {
        using var run = new Run(devices: 2, MemoryFormat.ChannelsLast, computesInBf16: true);
        using (no_grad())
        {
            run.Replicas[0].Parameters.add_(1);
        }

        Assert.NotEqual(Rounded(run), Weights(run));
        run.Replicas.Bf16!.Round();
        Assert.Equal(Rounded(run), Weights(run));
    }

    /// <summary>What the second replica computes with.</summary>
    private static float[] Weights(Run run) => Values(run.Replicas[1].ParameterList.Where(parameter => parameter.dim() > 1));

    private static float[] Rounded(Run run)
    {
        float[] rounded = [];
        run.Replicas[1].InFp32(module => rounded = Values(module.parameters().Where(parameter => parameter.dim() > 1), ScalarType.BFloat16));
        return rounded;
    }

    private static float[] Values(IEnumerable<Tensor> tensors, ScalarType type = ScalarType.Float32)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. cat([.. tensors.Select(tensor => tensor.detach().to(type).to(ScalarType.Float32).reshape(-1))]).data<float>()];
    }

    /// <summary>Replicas of a small ResNet18 that train under autocast to bf16.</summary>
    private sealed class Run : IDisposable
    {
        private readonly RankBarrier barrier;
        private readonly RankThreads threads;
        private readonly SharedMemoryUpdate update;
        private int steps;

        public Run(int devices, MemoryFormat format, bool computesInBf16, double emaDecay = 0)
        {
            var taken = ComputeDevices.Take(Backend.Cpu, devices, threadsPerDevice: 1);
            Replicas = new ReplicaSet(taken, _ => ModelFactory.Create(new ModelSpec { Width = 8, Stem = Stem.Cifar }, classes: 3, seed: 1), sharesParameters: true, format);
            if (computesInBf16)
            {
                Replicas.ComputeInBf16();
            }

            barrier = new RankBarrier(devices);
            threads = new RankThreads(devices, barrier, _ => set_num_threads(1));
            var settings = new UpdateSettings(new OptimizerRule.Sgd(Momentum: 0.9), WeightDecay: 0.01, EmaDecay: emaDecay);
            update = new SharedMemoryUpdate(settings, Replicas, barrier, new SingleProcess());
        }

        public ReplicaSet Replicas { get; }

        /// <returns>The parameters after that.</returns>
        public float[] Train(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                threads.Run(Step);
                this.steps++;
            }

            float[] trained = [];
            Replicas[0].InFp32(module => trained = Values(module.parameters()));
            return trained;
        }

        public void Swap() => threads.Run(update.SwapAverage);

        public void Dispose()
        {
            threads.Dispose();
            update.Dispose();
            barrier.Dispose();
            Replicas.Dispose();
        }

        private void Step(int rank)
        {
            using DisposeScope scope = NewDisposeScope();
            var clock = new PhaseClock(TimeProvider.System, () => { });
            clock.Restart();
            Tensor x_NCHW = linspace(-1, 1, 4 * 3 * 16 * 16).sin().view(4, 3, 16, 16) * (1 + rank + steps);
            Tensor logits_NK;
            using (Autocast.Begin(Backend.Cpu, Precision.Bf16))
            {
                logits_NK = Replicas[rank].Module.forward(x_NCHW);
            }

            logits_NK.to(ScalarType.Float32).square().mean().backward();
            update.Apply(rank, new UpdateStep(steps, LearningRate: 0.05), clock);
        }
    }
}
