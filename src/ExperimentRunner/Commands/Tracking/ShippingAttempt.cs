using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Commands.Tracking;

/// <summary>One try at telling a server, whose faults must not end what is going on around it.</summary>
internal static class ShippingAttempt
{
    /// <returns>What went wrong; null if nothing did.</returns>
    public static async Task<ShippingFault?> RunAsync(SweepShipper shipper, SweepWork work, CancellationToken cancellationToken)
    {
        try
        {
            await shipper.ShipAsync(work, cancellationToken);
            return null;
        }
        catch (OperationCanceledException)
        {
            return new ShippingFault("The server did not answer in time.", MayPass: true);
        }
        catch (Exception exception) when (exception is TrackingUnavailableException or IOException || exception is MlflowException { ErrorCode: MlflowException.DoesNotExist })
        {
            return new ShippingFault(exception.Message, MayPass: true);
        }
        catch (Exception exception) when (exception is MlflowException or TrackingConflictException or InvalidDataException or UnauthorizedAccessException)
        {
            return new ShippingFault(exception.Message, MayPass: false);
        }
    }
}
