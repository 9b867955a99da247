package io.aiops.studio.host.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/**
 * Everything under /api/v1, named here so that nothing is served by accident; what other modules
 * add is named by their {@link MoreResources}.
 */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
    info =
        @Info(
            title = "AI Ops Studio",
            version = "1",
            description =
                "Build, run, observe and share AI agent workflows. Sign requests with"
                    + " `Authorization: Bearer <token>`. `X-Studio-Workspace: <id>` chooses another"
                    + " workspace of yours. Every error is an RFC 9457 problem document.",
            license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(
    securitySchemeName = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An API token: 'ast_' and 43 characters.")
public class RestApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> all = new HashSet<>(own());
    ServiceLoader.load(MoreResources.class, MoreResources.class.getClassLoader())
        .forEach(more -> all.addAll(more.classes()));
    return all;
  }

  private static Set<Class<?>> own() {
    return Set.of(
        WorkflowResource.class,
        ExecutionResource.class,
        ExecutionsResource.class,
        ExecutionEventsResource.class,
        EndedExecutionsResource.class,
        SignalResource.class,
        ApprovalResource.class,
        ApprovalLinkResource.class,
        QueueResource.class,
        DeadLetterResource.class,
        LimitResource.class,
        RetentionResource.class,
        FileResource.class,
        PluginGrantResource.class,
        PluginResource.class,
        PluginPlanResource.class,
        PluginSetResource.class,
        PluginVersionResource.class,
        PublisherResource.class,
        RevocationResource.class,
        ConnectionResource.class,
        ModelProviderResource.class,
        TriggerResource.class,
        HookResource.class,
        SchedulePreviewResource.class,
        SignInResource.class,
        MeResource.class,
        TokenResource.class,
        MemberResource.class,
        WorkspaceResource.class,
        AuditResource.class,
        NodeResource.class,
        SelfCheckResource.class,
        OpenApiResource.class,
        RequestHygiene.class,
        BodyReading.class,
        Authentication.class,
        SecurityHeaders.class,
        JsonReader.class,
        JsonWriter.class,
        FailureMapper.class,
        WebFailureMapper.class);
  }
}
