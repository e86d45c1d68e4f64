namespace Benchmarks.Contenders;

/// <summary>What PyTorch is asked to do; the words are those of <c>peer_pytorch.py</c>.</summary>
/// <param name="IsTuned">glibc's malloc keeps big blocks, PyTorch's usual advice for CPUs.</param>
/// <param name="Mode"><c>base</c>, or <c>cl-amp</c> for channels_last with bf16.</param>
/// <param name="Steps">The first one is not measured.</param>
internal sealed record PeerSettings(bool IsTuned, int Devices, string Mode, int BatchPerDevice, int Pixels, int Steps, int ThreadsPerDevice);
