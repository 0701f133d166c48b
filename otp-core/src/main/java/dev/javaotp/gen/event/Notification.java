package dev.javaotp.gen.event;

/**
 * An event on its way, told apart from other messages.
 *
 * @param event the event
 */
record Notification(Object event) {
}
