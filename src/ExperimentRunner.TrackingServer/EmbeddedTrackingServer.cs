using ExperimentRunner.TrackingServer.Artifacts;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Pages;
using ExperimentRunner.TrackingServer.Storage;
using ExperimentRunner.TrackingServer.WebUi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExperimentRunner.TrackingServer;

/// <summary>
/// An MLflow-compatible REST server inside this process, on the loopback address unless told otherwise. What it has acknowledged
/// outlives any end of this process; a power cut can cost the last second.
/// Stop it by disposing it; Ctrl-C is left to the program around it.
/// </summary>
public sealed class EmbeddedTrackingServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Database database;

    private EmbeddedTrackingServer(WebApplication application, Database database)
    {
        this.application = application;
        this.database = database;
        Address = new Uri(application.Urls.Single());
    }

    /// <summary>For example <c>http://127.0.0.1:40213/</c>; what MLFLOW_TRACKING_URI should say.</summary>
    public Uri Address { get; }

    /// <summary>Opens or creates the database and listens.</summary>
    /// <exception cref="PortTakenException">Another program listens there.</exception>
    /// <exception cref="IOException">A folder can't be made.</exception>
    /// <exception cref="InvalidDataException">The database has the tables of another MLflow version, or the folder of MLflow's web UI has no index.html.</exception>
    public static async Task<EmbeddedTrackingServer> StartAsync(TrackingServerOptions options, CancellationToken cancellationToken)
    {
        MlflowUiFiles? mlflowUi = options.MlflowUi is null ? null : new MlflowUiFiles(options.MlflowUi);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.DatabasePath))!);
        var artifacts = new ArtifactFolder(options.ArtifactRoot);
        var database = new Database(options.DatabasePath, options.TimeProvider, options.OnStatement);
        WebApplication application = Build(options, database, artifacts, mlflowUi);
        try
        {
            await ListenAsync(application, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new EmbeddedTrackingServer(application, database);
    }

    /// <summary>Answers what was asked, then closes the port and the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync().ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        await database.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task ListenAsync(WebApplication application, TrackingServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new PortTakenException(options.Address, options.Port, exception);
        }
    }

    private static WebApplication Build(TrackingServerOptions options, Database database, ArtifactFolder artifacts, MlflowUiFiles? mlflowUi)
    {
        // The empty builder reads no environment variables and no appsettings.json, which are the surrounding program's.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.Address, options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        builder.Services.AddSingleton(options.LoggerFactory);
        WebApplication application = builder.Build();
        var errors = new ErrorResponses(options.LoggerFactory.CreateLogger<EmbeddedTrackingServer>());
        var guard = new OriginGuard(options.AllowedHosts);
        application.Use(next => context => errors.InvokeAsync(context, next));
        application.Use(next => context => guard.InvokeAsync(context, next));
        mlflowUi?.Use(application);
        application.UseRouting();
        MlflowRoutes.Map(application, database, artifacts, options.TimeProvider);
        MlflowUiCalls.Map(application, database, artifacts, options.TimeProvider);
        PageRoutes.Map(application, database, artifacts, options.TimeProvider);
        if (mlflowUi is null)
        {
            application.MapGet("/", (RequestDelegate)(context =>
            {
                context.Response.Redirect("/ui/");
                return Task.CompletedTask;
            }));
        }
        else
        {
            mlflowUi.MapIndex(application);
        }
        return application;
    }
}
