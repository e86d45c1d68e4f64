namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>What a stored tensor holds. Only numbers that weights are made of can be read as such.</summary>
internal enum ElementType
{
    Float64,
    Float32,
    Float16,
    BFloat16,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt8,
    Bool,
}
