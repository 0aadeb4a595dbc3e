/** The page of the flow preview. */
export {};
