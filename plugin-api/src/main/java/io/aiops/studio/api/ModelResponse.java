package io.aiops.studio.api;

import java.util.List;

/**
 * A model's answer.
 *
 * @param text may be empty when there are tool calls
 * @param toolCalls what the model wants called before it goes on
 * @param usage what the provider billed
 * @param model the model that really answered
 * @param simulated true if no real model was asked; shown wherever the text is shown
 */
public record ModelResponse(
    String text, List<Message.ToolCall> toolCalls, Usage usage, String model, boolean simulated) {

  /**
   * Billable tokens. Input includes cached ones, output includes reasoning.
   *
   * @param inputTokens tokens read, 0 if the provider does not say
   * @param outputTokens tokens written, 0 if the provider does not say
   */
  public record Usage(long inputTokens, long outputTokens) {}

  public ModelResponse {
    toolCalls = List.copyOf(toolCalls);
  }
}
