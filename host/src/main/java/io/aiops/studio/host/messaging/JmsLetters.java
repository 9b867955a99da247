package io.aiops.studio.host.messaging;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.OutsideQueue;
import io.aiops.studio.host.trigger.OutsideQueue.Message;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what programs outside have sent, and copies what is of no use to the dead letters. */
final class JmsLetters {

  private static final Logger LOG = LoggerFactory.getLogger(JmsLetters.class);
  private static final int LONGEST_REASON = 2_000;

  private JmsLetters() {}

  /** What it says; whatever of it cannot be read is a problem of the message, not of the broker. */
  static Message read(jakarta.jms.Message message) throws JMSException {
    try {
      return new Message(
          id(message),
          text(message, "studio_trigger"),
          text(message, "studio_workflow"),
          body(message),
          replyTo(message),
          null);
    } catch (InvalidException e) {
      String id = Objects.requireNonNullElse(message.getJMSMessageID(), "without an id");
      return new Message(id, null, null, null, replyTo(message), e.getMessage());
    }
  }

  private static String id(jakarta.jms.Message message) throws JMSException {
    String given = text(message, "studio_id");
    String id = given == null || given.isBlank() ? message.getJMSMessageID() : given;
    if (id == null) {
      throw new InvalidException("studio_id", "is missing, and the message has no JMSMessageID");
    }
    return id;
  }

  private static @Nullable String text(jakarta.jms.Message message, String name)
      throws JMSException {
    try {
      return message.getStringProperty(name);
    } catch (MessageFormatException e) {
      InvalidException invalid = new InvalidException(name, "is no text");
      invalid.initCause(e);
      throw invalid;
    }
  }

  /** A text is in memory whole, its client has read it; bytes are read only within their bound. */
  private static byte @Nullable [] body(jakarta.jms.Message message) throws JMSException {
    return switch (message) {
      case TextMessage text when text.getText() != null ->
          text.getText().getBytes(StandardCharsets.UTF_8);
      case BytesMessage bytes -> {
        long length = bytes.getBodyLength();
        if (length > OutsideQueue.LONGEST_BODY) {
          throw OutsideQueue.tooLong(length);
        }
        byte[] all = new byte[(int) length];
        // It may have been read before.
        bytes.reset();
        bytes.readBytes(all);
        yield all;
      }
      default -> null;
    };
  }

  private static @Nullable ReplyTo replyTo(jakarta.jms.Message message) throws JMSException {
    if (!(message.getJMSReplyTo() instanceof ActiveMQDestination destination)
        || !destination.isQueue()) {
      return null;
    }
    String correlation = message.getJMSCorrelationID();
    if (correlation == null) {
      correlation = message.getJMSMessageID();
    }
    return new ReplyTo(
        (destination.isTemporary() ? JmsAnswers.TEMPORARY : "") + destination.getAddress(),
        correlation == null ? "" : correlation);
  }

  /** A copy of its own: a received message is read-only, its sender's properties stay. */
  static void bury(Session session, jakarta.jms.Message message, String reason)
      throws JMSException {
    TextMessage dead = session.createTextMessage(kept(message));
    for (Object each : Collections.list((Enumeration<?>) message.getPropertyNames())) {
      String name = String.valueOf(each);
      if (name.startsWith("studio_")) {
        keep(dead, name, kept(message, name));
      }
    }
    dead.setStringProperty(
        "studio_reason",
        reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON));
    dead.setStringProperty("studio_message", message.getJMSMessageID());
    dead.setJMSCorrelationID(message.getJMSCorrelationID());
    dead.setJMSReplyTo(message.getJMSReplyTo());
    try (MessageProducer producer =
        session.createProducer(new ActiveMQQueue(JmsOutsideQueue.DEAD))) {
      producer.send(dead);
    }
  }

  /** Other clients than those of JMS may give a property a name that JMS does not take. */
  private static void keep(TextMessage dead, String name, @Nullable String value)
      throws JMSException {
    try {
      dead.setStringProperty(name, value);
    } catch (JMSRuntimeException e) {
      LOG.warn("A dead letter does not have the property '{}': {}", name, e.getMessage());
    }
  }

  private static @Nullable String kept(jakarta.jms.Message message) throws JMSException {
    try {
      byte[] body = body(message);
      return body == null ? null : new String(body, StandardCharsets.UTF_8);
    } catch (InvalidException e) {
      // Its size is the reason; what is so large is not copied.
      return null;
    }
  }

  private static @Nullable String kept(jakarta.jms.Message message, String name)
      throws JMSException {
    try {
      return text(message, name);
    } catch (InvalidException e) {
      // There is no text to keep.
      return null;
    }
  }
}
