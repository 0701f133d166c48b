/**
 * The exchange itself: a process for each telephone line, and the switchboard that
 * connects them.
 * <p>
 * How a call goes, between the {@link dev.javaotp.demo.switching.Switchboard
 * switchboard}, the line of the caller and the line of the called:
 *
 * <pre>
 *  customer        switchboard        caller's line       called line
 *     |  PlaceCall      |                   |                  |
 *     |----------------&gt;|  Dial             |                  |
 *     |                 |------------------&gt;| dialing          |
 *     |                 |                   |  Ring            |
 *     |                 |                   |-----------------&gt;| ringing
 *     |                 |                   |  PeerRings       |
 *     |  accepted       |                   |&lt;-----------------|
 *     |&lt;------------------------------------|                  |
 *     |  PickUp         |                   |                  |
 *     |-------------------------------------------------------&gt;| talking
 *     |                 |                   |  PeerAnswered    |
 *     |                 |           talking |&lt;-----------------|
 *     |  HangUp         |                   |                  |
 *     |------------------------------------&gt;| idle             |
 *     |                 |  CallEnded        |  PeerHungUp      |
 *     |                 |&lt;------------------|-----------------&gt;| idle
 * </pre>
 *
 * Lines never wait for each other, they only send: two lines that dial each other at the
 * same moment are both busy, and nobody hangs.
 */
@NullMarked
package dev.javaotp.demo.switching;

import org.jspecify.annotations.NullMarked;
