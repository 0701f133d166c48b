import { Component, h } from './vendor/htm-preact.js';

/** A component that is rendered again only when one of its properties is another object than before, or by its own state. */
export const memo = (render) =>
  class extends Component {
    shouldComponentUpdate(next) {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]);
      return [...names].some((name) => name !== 'children' && next[name] !== this.props[name]);
    }

    render(props) {
      return h(render, props); // apart from this one, so that its state does not ask here whether it may change
    }
  };
