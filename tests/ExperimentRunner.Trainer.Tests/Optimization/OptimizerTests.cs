using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class OptimizerTests
{
    private const int Length = 64;
    private const int Steps = 8;
    private const double Rate = 0.1;
    private const double WeightDecay = 0.05;

    public static TheoryData<string> Rules => ["sgd", "momentum", "nesterov", "adamw"];

    [Theory]
    [MemberData(nameof(Rules))]
    public unsafe void The_kernels_steps_are_those_of_libtorchs_optimizer(string rule)
    {
        using Tensor parameters = Start();
        using IMemoryOptimizer optimizer = Rule(rule) switch
        {
            OptimizerRule.Sgd sgd => new MemorySgd(sgd, parameters, Length),
            OptimizerRule.AdamW adamW => new MemoryAdamW(adamW, parameters, Length),
            _ => throw new ArgumentException(rule, nameof(rule)),
        };

        AssertLikeLibtorch(rule, parameters, (gradient, step) => optimizer.Update(new FlatSegment(0, Length), TensorMemory.Floats(gradient), step, WeightDecay));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_operators_steps_are_those_of_libtorchs_optimizer_whatever_the_loss_was_scaled_by(string rule)
    {
        using Tensor parameters = Start();
        using Tensor gradients = zeros(Length);
        var share = new TensorShare(parameters, gradients, Length);
        using ITensorOptimizer optimizer = Rule(rule) switch
        {
            OptimizerRule.Sgd sgd => new TensorSgd(sgd, WeightDecay, share),
            OptimizerRule.AdamW adamW => new TensorAdamW(adamW, WeightDecay, share),
            _ => throw new ArgumentException(rule, nameof(rule)),
        };

        AssertLikeLibtorch(rule, parameters, (gradient, step) =>
        {
            gradients.copy_(gradient * 8);
            optimizer.Step(step, gradientScale: 1.0 / 8);
        });
    }

    private static void AssertLikeLibtorch(string rule, Tensor parameters, Action<Tensor, UpdateStep> update)
    {
        using Tensor start = parameters.clone();
        using var reference = new Parameter(parameters.clone());
        using optim.Optimizer expected = Libtorchs(rule, reference);
        for (int step = 0; step < Steps; step++)
        {
            using Tensor gradient = randn(Length);
            reference.grad = gradient;
            expected.step();
            update(gradient.clone(), new UpdateStep(step, Rate));
        }

        using Tensor error = (reference - parameters).norm() / reference.norm();
        Assert.InRange(error.item<float>(), 0, 1e-6f);
        Assert.NotEqual(start.sum().item<float>(), parameters.sum().item<float>());
    }

    private static OptimizerRule Rule(string rule) => rule switch
    {
        "sgd" => new OptimizerRule.Sgd(Momentum: 0),
        "momentum" => new OptimizerRule.Sgd(Momentum: 0.9),
        "nesterov" => new OptimizerRule.Sgd(Momentum: 0.9, UsesNesterov: true),
        "adamw" => new OptimizerRule.AdamW(Beta1: 0.8, Beta2: 0.95, Epsilon: 1e-4),
        _ => throw new ArgumentException(rule, nameof(rule)),
    };

    private static optim.Optimizer Libtorchs(string rule, Parameter parameter) => rule switch
    {
        "sgd" => optim.SGD([parameter], Rate, momentum: 0, weight_decay: WeightDecay),
        "momentum" => optim.SGD([parameter], Rate, momentum: 0.9, weight_decay: WeightDecay),
        "nesterov" => optim.SGD([parameter], Rate, momentum: 0.9, weight_decay: WeightDecay, nesterov: true),
        "adamw" => optim.AdamW([parameter], Rate, beta1: 0.8, beta2: 0.95, eps: 1e-4, weight_decay: WeightDecay),
        _ => throw new ArgumentException(rule, nameof(rule)),
    };

    private static Tensor Start()
    {
        manual_seed(2);
        return randn(Length);
    }
}
