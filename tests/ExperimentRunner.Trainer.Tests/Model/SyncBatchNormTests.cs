using ExperimentRunner.Trainer.Model;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Tests.Model;

public sealed class SyncBatchNormTests
{
    [Theory]
    [InlineData(ScalarType.Float32, 2e-6)]
    [InlineData(ScalarType.BFloat16, 2e-2)]
    public void On_one_rank_it_is_batch_norm(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var sync = new SyncBatchNorm(_ => { }, failure => Assert.Fail(failure.ToString()));
        (BatchNorm2d local, BatchNorm2d other) = (Layer(), Layer());
        Tensor x_NCHW = (randn(5, 3, 4, 4).to(type) + 3).detach();
        Tensor weights = randn(5, 3, 4, 4);

        (Tensor x1, Tensor x2) = (x_NCHW.clone().requires_grad_(true), x_NCHW.clone().requires_grad_(true));
        Tensor expected = local.forward(x1);
        Tensor actual = sync.Forward(other, x2);
        (expected.to(ScalarType.Float32) * weights).sum().backward();
        (actual.to(ScalarType.Float32) * weights).sum().backward();

        Assert.Equal(type, actual.dtype);
        foreach ((Tensor a, Tensor b) in new[]
        {
            (expected, actual),
            (x1.grad!, x2.grad!),
            (local.weight.grad!, other.weight.grad!),
            (local.bias!.grad!, other.bias!.grad!),
            (local.running_mean!, other.running_mean!),
            (local.running_var!, other.running_var!),
        })
        {
            Assert.InRange(Difference(a, b), 0, tolerance);
        }

        Assert.Equal(1, other.num_batches_tracked!.item<long>());
    }

    [Fact]
    public void In_evaluation_it_uses_the_running_statistics_and_asks_nobody()
    {
        using var scope = NewDisposeScope();
        using var sync = new SyncBatchNorm(_ => Assert.Fail("Nobody is to be asked."), failure => Assert.Fail(failure.ToString()));
        BatchNorm2d layer = Layer();
        layer.eval();
        Tensor x_NCHW = randn(5, 3, 4, 4);

        Assert.Equal(0, Difference(layer.forward(x_NCHW), sync.Forward(layer, x_NCHW)));
    }

    [Fact]
    public void No_images_on_any_rank_leave_the_running_statistics_as_they_were()
    {
        using var scope = NewDisposeScope();
        using var sync = new SyncBatchNorm(_ => { }, failure => Assert.Fail(failure.ToString()));
        BatchNorm2d layer = Layer();
        Tensor x_NCHW = zeros(0, 3, 4, 4).requires_grad_(true);

        sync.Forward(layer, x_NCHW).sum().backward();

        Assert.Equal(0, Difference(zeros(3), layer.running_mean!));
        Assert.Equal(0, Difference(ones(3), layer.running_var!));
        Assert.Equal(0, layer.weight.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void A_failure_in_backward_is_told_and_passes_through_libtorch()
    {
        using var scope = NewDisposeScope();
        int calls = 0;
        Exception? told = null;
        using var sync = new SyncBatchNorm(_ => FailAt(++calls), failure => told = failure);
        Tensor y_NCHW = sync.Forward(Layer(), randn(5, 3, 4, 4).requires_grad_(true));

        y_NCHW.sum().backward();

        Assert.IsType<InvalidDataException>(told);
    }

    private static void FailAt(int call)
    {
        if (call == 2)
        {
            throw new InvalidDataException("the second sum fails");
        }
    }

    private static BatchNorm2d Layer()
    {
        random.manual_seed(2);
        BatchNorm2d layer = BatchNorm2d(3);
        init.uniform_(layer.weight, 0.5, 2);
        init.uniform_(layer.bias!, -1, 1);
        return layer;
    }

    private static double Difference(Tensor expected, Tensor actual)
    {
        using var scope = NewDisposeScope();
        double norm = expected.to(ScalarType.Float64).norm().item<double>();
        return (expected.to(ScalarType.Float64) - actual.to(ScalarType.Float64)).norm().item<double>() / Math.Max(norm, 1e-30);
    }
}
