namespace ExperimentRunner.Trainer.Optimization;

/// <summary>How a gradient g becomes an update of a parameter p, at learning rate r and with weight decay d.</summary>
internal abstract record OptimizerRule
{
    private OptimizerRule()
    {
    }

    /// <summary>torch.optim.SGD: g += d x p; v = momentum x v + g; p -= r x v, or with Nesterov p -= r x (g + momentum x v).</summary>
    public sealed record Sgd(double Momentum, bool UsesNesterov = false) : OptimizerRule;

    /// <summary>
    /// torch.optim.AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101) at update t, from 1: p *= 1 - r x d; m = beta1 x m + (1 - beta1) x g;
    /// v = beta2 x v + (1 - beta2) x g^2; p -= r / (1 - beta1^t) x m / (sqrt(v / (1 - beta2^t)) + epsilon).
    /// </summary>
    public sealed record AdamW(double Beta1, double Beta2, double Epsilon) : OptimizerRule;
}
