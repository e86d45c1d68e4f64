namespace ExperimentRunner.Trainer.Data;

/// <summary>The outline that a fruit or vegetable is drawn with.</summary>
internal enum FruitShape
{
    Round,
    Crescent,
    Cone,
    Long,
    Cluster,
    Pointed,
    Bulb,
    Star,
}
