package dev.javaotp.spring.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations that are made of messages. */
public enum MessageObservation implements ObservationDocumentation {

	/**
	 * A message is sent: over at once, unless it is a call, which is over when the caller
	 * has the answer.
	 */
	SEND {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultMessageSenderObservationConvention.class;
		}

	},

	/** A process handles a message. */
	HANDLE {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultMessageReceiverObservationConvention.class;
		}

	};

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return LowCardinalityKey.values();
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return HighCardinalityKey.values();
	}

	/** Keys with few values: as many as there are classes. */
	public enum LowCardinalityKey implements KeyName {

		/** The class of the process, {@code none} if there is no process. */
		KIND {

			@Override
			public String asString() {
				return "otp.kind";
			}

		},

		/**
		 * The class of the message; of the call of a method the interface and the method.
		 */
		MESSAGE {

			@Override
			public String asString() {
				return "otp.message";
			}

		},

		/** How it was sent: {@code call}, {@code request} or {@code cast}. */
		MANNER {

			@Override
			public String asString() {
				return "otp.manner";
			}

		}

	}

	/** Keys with any number of values, for traces only. */
	public enum HighCardinalityKey implements KeyName {

		/** The name or key that the sender knows the process by, or its pid. */
		PROCESS {

			@Override
			public String asString() {
				return "otp.process";
			}

		},

		/** The pid of the process, {@code none} if there is no process. */
		PID {

			@Override
			public String asString() {
				return "otp.pid";
			}

		}

	}

}
