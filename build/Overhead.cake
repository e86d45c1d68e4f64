// What `dotnet cake` itself takes, beside its targets: starting, compiling or loading scripts, ordering targets.
TimeSpan inTargets = TimeSpan.Zero;
TaskTeardown(task => inTargets += task.Duration);
Teardown(_ =>
{
    TimeSpan all = DateTime.Now - System.Diagnostics.Process.GetCurrentProcess().StartTime;
    Information(FormattableString.Invariant($"Targets took {inTargets.TotalSeconds:0.0} s, dotnet cake itself {(all - inTargets).TotalSeconds:0.0} s."));
});
