package dev.javaotp.demo.subscriber;

/**
 * Somebody with a telephone.
 *
 * @param number the telephone number, digits only
 * @param name whose it is
 */
public record Subscriber(String number, String name) {
}
