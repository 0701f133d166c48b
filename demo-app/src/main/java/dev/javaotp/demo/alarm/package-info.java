/**
 * What operators should look at: {@link dev.javaotp.demo.alarm.Alarms} tells an event
 * manager, and its handlers write a log and remember the newest.
 */
@NullMarked
package dev.javaotp.demo.alarm;

import org.jspecify.annotations.NullMarked;
