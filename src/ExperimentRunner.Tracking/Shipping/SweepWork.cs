namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Whether anybody works on a sweep, as far as whoever tells of it knows.</summary>
public enum SweepWork
{
    /// <summary>Runs may begin and end at any time.</summary>
    GoesOn,

    /// <summary>Nobody works on it: what has not ended is told as KILLED. A later telling takes it up again.</summary>
    Rests,
}
