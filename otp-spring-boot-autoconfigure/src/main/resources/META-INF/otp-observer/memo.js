import { Component } from './vendor/htm-preact.js';

/** A component that is rendered again only when one of its properties is another object than before. */
export const memo = (render) =>
  class extends Component {
    shouldComponentUpdate(next) {
      const names = new Set([...Object.keys(next), ...Object.keys(this.props)]);
      for (const name of names) {
        if (name !== 'children' && next[name] !== this.props[name]) return true;
      }
      return false;
    }

    render(props) {
      return render(props);
    }
  };
