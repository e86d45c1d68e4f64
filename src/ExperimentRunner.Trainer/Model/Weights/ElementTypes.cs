namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>What the formats call element types.</summary>
internal static class ElementTypes
{
    public static int Bytes(this ElementType type) => type switch
    {
        ElementType.Float64 or ElementType.Int64 => 8,
        ElementType.Float32 or ElementType.Int32 => 4,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 => 2,
        ElementType.Int8 or ElementType.UInt8 or ElementType.Bool => 1,
    };

    public static bool IsFloatingPoint(this ElementType type) =>
        type is ElementType.Float64 or ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16;

    /// <summary>Null for what has no name here.</summary>
    public static ElementType? OfSafetensors(string? name) => name switch
    {
        "F64" => ElementType.Float64,
        "F32" => ElementType.Float32,
        "F16" => ElementType.Float16,
        "BF16" => ElementType.BFloat16,
        "I64" => ElementType.Int64,
        "I32" => ElementType.Int32,
        "I16" => ElementType.Int16,
        "I8" => ElementType.Int8,
        "U8" => ElementType.UInt8,
        "BOOL" => ElementType.Bool,
        _ => null,
    };

    /// <summary>Null for what is no storage class of PyTorch's.</summary>
    public static ElementType? OfTorchStorage(string name) => name switch
    {
        "torch.DoubleStorage" => ElementType.Float64,
        "torch.FloatStorage" => ElementType.Float32,
        "torch.HalfStorage" => ElementType.Float16,
        "torch.BFloat16Storage" => ElementType.BFloat16,
        "torch.LongStorage" => ElementType.Int64,
        "torch.IntStorage" => ElementType.Int32,
        "torch.ShortStorage" => ElementType.Int16,
        "torch.CharStorage" => ElementType.Int8,
        "torch.ByteStorage" => ElementType.UInt8,
        "torch.BoolStorage" => ElementType.Bool,
        _ => null,
    };
}
