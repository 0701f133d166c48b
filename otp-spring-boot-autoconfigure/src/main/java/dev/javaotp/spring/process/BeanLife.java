package dev.javaotp.spring.process;

import dev.javaotp.process.ProcessContext;
import dev.javaotp.spring.process.ProcessBean.ChildArgument;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The life of a process bean beside that of its process. The bean is made when the
 * process starts, in the process, so that a constructor that hangs or throws is a start
 * that does. It is destroyed once: as a rule while the process ends, so that the
 * supervisor waits for {@code @PreDestroy} as for everything else; after a kill when no
 * handler runs any more.
 */
final class BeanLife {

	private final ProcessBean process;

	private final ProcessBeans beans;

	private final @Nullable ChildArgument child;

	private @Nullable Object bean;

	private boolean destroyed;

	BeanLife(ProcessBean process, @Nullable ChildArgument child, ProcessBeans beans) {
		this.process = process;
		this.child = child;
		this.beans = beans;
	}

	/** Make the bean and call its {@link OnStart}; return what that returned. */
	@Nullable Object start(ProcessContext self) throws Exception {
		Object bean = this.process.create();
		this.bean = bean;
		ChildArgument child = this.child;
		Object argument = (child != null) ? child.value() : null;
		if (child != null) {
			ProcessDirectory.of(self.system()).addChild(child.supervisor(), child.value(), self);
		}
		Handler onStart = this.process.handlers(bean).onStart();
		if (onStart == null) {
			return null;
		}
		checkArgument(onStart, argument);
		return onStart.invoke(bean, argument, self, null);
	}

	private void checkArgument(Handler onStart, @Nullable Object argument) {
		Class<?> accepts = onStart.accepts();
		if (accepts != null && argument != null && !accepts.isInstance(argument)) {
			throw new IllegalArgumentException(onStart + " takes a " + accepts.getName()
					+ ", but the process was started with a " + ClassUtils.getDescriptiveType(argument));
		}
	}

	Object bean() {
		if (this.bean == null) {
			throw new IllegalStateException(this.process + " has no bean: it has not been started");
		}
		return this.bean;
	}

	boolean hasBean() {
		return this.bean != null;
	}

	ProcessBean process() {
		return this.process;
	}

	/** Destroy the bean, if there is one: the process ends. */
	void destroy() {
		Object bean = this.bean;
		if (bean != null && !this.destroyed) {
			this.destroyed = true;
			this.process.destroy(bean);
		}
	}

	/** The process has ended: destroy the bean, unless that has been done. */
	void ended() {
		Object bean = this.bean;
		if (bean != null && !this.destroyed) {
			this.destroyed = true;
			this.beans.later("destroy-" + this.process.name(), () -> this.process.destroy(bean));
		}
	}

}
