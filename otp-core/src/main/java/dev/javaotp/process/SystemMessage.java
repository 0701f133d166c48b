package dev.javaotp.process;

/**
 * Marks messages that a process takes even if its mailbox is full, see
 * {@link MailboxLimit}: those without which the runtime, not the application, would go
 * wrong. For whoever writes a behaviour; a message of an application that marks itself
 * only undoes the limit.
 */
public interface SystemMessage {

}
