/**
 * What every call leaves behind: one record, written once. The
 * {@linkplain dev.javaotp.demo.ledger.Ledger ledger} is the process that writes, the
 * {@linkplain dev.javaotp.demo.ledger.Outbox outbox} is what a line needs so that nothing
 * is lost when the ledger crashes.
 */
@NullMarked
package dev.javaotp.demo.ledger;

import org.jspecify.annotations.NullMarked;
