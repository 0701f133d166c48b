package dev.javaotp.examples;

import dev.javaotp.gen.Message;
import dev.javaotp.spring.observation.DefaultMessageReceiverObservationConvention;
import dev.javaotp.spring.observation.MessageReceiverContext;
import dev.javaotp.spring.process.HandleCast;
import dev.javaotp.spring.process.OtpProcess;
import io.micrometer.common.KeyValues;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * Orders whose priorities are to be found in traces.
 */
@Configuration(proxyBeanMethods = false)
@Import({ Orders.Kitchen.class, Orders.Priorities.class })
class Orders {

	record Order(String dish, String priority) implements Message<Kitchen> {
	}

	@OtpProcess("kitchen")
	static class Kitchen {

		@HandleCast
		void cook(Order order) {
		}

	}

	@Component
	static class Priorities extends DefaultMessageReceiverObservationConvention {

		@Override
		public KeyValues getLowCardinalityKeyValues(MessageReceiverContext context) {
			KeyValues keys = super.getLowCardinalityKeyValues(context);
			return (context.getMessage().message() instanceof Order order) ? keys.and("priority", order.priority())
					: keys;
		}

	}

}
