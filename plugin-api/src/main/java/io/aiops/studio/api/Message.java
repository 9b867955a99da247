package io.aiops.studio.api;

import java.util.List;

/**
 * One message of a conversation with a model.
 *
 * @param role who speaks
 * @param text may be empty when there are tool calls
 * @param toolCalls what the assistant wants called; empty for other roles
 * @param toolCallId for {@code TOOL}: which call this answers; empty for other roles
 */
public record Message(Role role, String text, List<ToolCall> toolCalls, String toolCallId) {

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL
  }

  /**
   * A model's wish to have a tool called.
   *
   * @param id the model's own id for it
   * @param tool the granted name
   * @param arguments JSON text as the model wrote it; not checked yet
   */
  public record ToolCall(String id, String tool, String arguments) {}

  public Message {
    toolCalls = List.copyOf(toolCalls);
  }

  public static Message system(String text) {
    return new Message(Role.SYSTEM, text, List.of(), "");
  }

  public static Message user(String text) {
    return new Message(Role.USER, text, List.of(), "");
  }

  public static Message assistant(String text, List<ToolCall> toolCalls) {
    return new Message(Role.ASSISTANT, text, toolCalls, "");
  }

  public static Message toolResult(String toolCallId, String text) {
    return new Message(Role.TOOL, text, List.of(), toolCallId);
  }
}
