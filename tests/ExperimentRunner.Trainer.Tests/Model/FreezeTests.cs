using ExperimentRunner.Trainer.Model;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Model;

public sealed class FreezeTests
{
    [Fact]
    public void A_frozen_backbone_gets_no_gradient_and_keeps_its_statistics_in_training()
    {
        using var model = new ResNet18(classes: 3, width: 4);
        model.FreezeBackbone();
        model.train();
        float[] before = Buffers(model);

        using Tensor scores_NK = model.forward(randn(2, 3, 32, 32));
        scores_NK.sum().backward();

        Assert.Equal(["fc.bias", "fc.weight"], model.named_parameters().Where(named => named.parameter.grad is not null).Select(named => named.name).Order());
        Assert.Equal(before, Buffers(model));
    }

    [Fact]
    public void It_stays_frozen_after_an_evaluation()
    {
        using var model = new ResNet18(classes: 3, width: 4);
        model.FreezeBackbone();
        model.eval();
        model.train();
        float[] before = Buffers(model);

        model.forward(randn(2, 3, 32, 32)).Dispose();

        Assert.Equal(before, Buffers(model));
        Assert.True(model.named_modules().Single(named => named.name == "fc").module.training);
    }

    [Fact]
    public void An_unfrozen_one_does_change_its_statistics()
    {
        using var model = new ResNet18(classes: 3, width: 4);
        float[] before = Buffers(model);

        model.forward(randn(2, 3, 32, 32)).Dispose();

        Assert.NotEqual(before, Buffers(model));
    }

    private static float[] Buffers(ResNet18 model)
    {
        using Tensor all = cat([.. model.buffers().Select(buffer => buffer.to(ScalarType.Float32).reshape(-1))]);
        return [.. all.data<float>()];
    }
}
