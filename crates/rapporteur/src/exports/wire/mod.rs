//! The JSON that scripts rely on, apart from the types of the flow; offsets count Unicode code points.
