package dev.javaotp.spring.observer;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One open page. What it is told waits in a short queue, from which a virtual thread
 * sends it: a page that reads slowly holds up nobody, and one that does not read at all
 * is dropped.
 */
abstract class Viewer {

	private static final int BEHIND = 30;

	/** What is sent: the kind of event, and JSON. */
	record Message(String event, String data) {

		static final Message END = new Message("end", "{}");

	}

	private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(BEHIND);

	private volatile boolean closed;

	// used by the thread that ticks only: has it been sent what the changes change
	private boolean welcomed;

	/** Sends a message; throws whatever when nobody is there any more. */
	abstract void send(Message message) throws Exception;

	/** Ends the response; throws whatever when that has ended already. */
	abstract void end();

	void start() {
		Thread.ofVirtual().name("otp-observer-viewer").start(this::run);
	}

	private void run() {
		try {
			for (Message message = this.waiting.take(); message != Message.END; message = this.waiting.take()) {
				send(message);
			}
		}
		catch (Exception ex) {
			// the page was closed: there is nobody to tell
		}
		finally {
			this.closed = true;
			endUnlessGone();
		}
	}

	private void endUnlessGone() {
		try {
			end();
		}
		catch (RuntimeException ex) {
			// the web server has ended the response already, since nobody reads it
		}
	}

	/**
	 * Adds a message to those that wait.
	 * @return whether the page is still there and keeps up
	 */
	boolean offer(Message message) {
		return !this.closed && this.waiting.offer(message);
	}

	/** Ends the response after what is being sent just now. */
	void close() {
		this.closed = true;
		Queue<Message> queue = this.waiting;
		queue.clear();
		queue.add(Message.END);
	}

	void welcome() {
		this.welcomed = true;
	}

	boolean isWelcomed() {
		return this.welcomed;
	}

	boolean isClosed() {
		return this.closed;
	}

}
