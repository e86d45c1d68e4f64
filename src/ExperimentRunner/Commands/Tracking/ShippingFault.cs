namespace ExperimentRunner.Commands.Tracking;

/// <summary>Why a server does not know everything.</summary>
/// <param name="Message">A sentence.</param>
/// <param name="MayPass">Trying again may help.</param>
internal sealed record ShippingFault(string Message, bool MayPass);
