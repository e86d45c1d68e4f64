using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Devices;

public sealed class AutocastTests
{
    [Fact]
    public void Products_are_bf16_inside_and_fp32_outside()
    {
        Assert.Equal(ScalarType.Float32, TypeOfProduct());

        using (Autocast.Begin(Backend.Cpu, Precision.Bf16))
        {
            Assert.Equal(ScalarType.BFloat16, TypeOfProduct());
        }

        Assert.Equal(ScalarType.Float32, TypeOfProduct());
    }

    [Fact]
    public void It_is_restored_when_the_work_throws()
    {
        Assert.Throws<InvalidDataException>(ThrowInside);

        Assert.Equal(ScalarType.Float32, TypeOfProduct());
    }

    [Fact]
    public void An_inner_one_leaves_the_outer_one_as_it_was()
    {
        using (Autocast.Begin(Backend.Cpu, Precision.Bf16))
        {
            using (Autocast.Begin(Backend.Cpu, Precision.Fp16))
            {
                Assert.Equal(ScalarType.Float16, TypeOfProduct());
            }

            Assert.Equal(ScalarType.BFloat16, TypeOfProduct());
            Assert.Throws<InvalidDataException>(ThrowInside);
            Assert.Equal(ScalarType.BFloat16, TypeOfProduct());
        }

        Assert.Equal(ScalarType.Float32, TypeOfProduct());
    }

    [Fact]
    public void Other_threads_do_not_notice()
    {
        using Autocast? autocast = Autocast.Begin(Backend.Cpu, Precision.Bf16);
        ScalarType elsewhere = default;
        var thread = new Thread(() => elsewhere = TypeOfProduct());

        thread.Start();
        thread.Join();

        Assert.Equal(ScalarType.Float32, elsewhere);
    }

    [Fact]
    public void Weights_that_change_between_two_uses_are_not_stale()
    {
        using Tensor weight = ones(2, 2).requires_grad_();
        using Tensor x = ones(2, 2);
        float first;
        using (Autocast.Begin(Backend.Cpu, Precision.Bf16))
        {
            first = x.matmul(weight).to(ScalarType.Float32).sum().item<float>();
        }

        using (no_grad())
        {
            weight.mul_(2);
        }

        using (Autocast.Begin(Backend.Cpu, Precision.Bf16))
        {
            Assert.Equal(2 * first, x.matmul(weight).to(ScalarType.Float32).sum().item<float>());
        }
    }

    private static void ThrowInside()
    {
        using (Autocast.Begin(Backend.Cpu, Precision.Bf16))
        {
            throw new InvalidDataException();
        }
    }

    private static ScalarType TypeOfProduct()
    {
        using Tensor x = ones(2, 2);
        using Tensor product = x.matmul(x);
        return product.dtype;
    }
}
