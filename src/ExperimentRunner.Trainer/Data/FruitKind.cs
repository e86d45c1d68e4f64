using SkiaSharp;

namespace ExperimentRunner.Trainer.Data;

/// <summary>One class of drawn fruit or vegetables.</summary>
/// <param name="Skin">Colour of the body.</param>
/// <param name="Accent">Colour of stem, leaves or spots.</param>
internal sealed record FruitKind(string Name, SKColor Skin, SKColor Accent, FruitShape Shape);
